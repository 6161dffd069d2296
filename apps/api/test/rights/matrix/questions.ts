import type { Questions } from './asked.ts'
import { opportunityQuestions } from './opportunity-questions.ts'
import { peopleQuestions } from './people-questions.ts'
import { setUpQuestions } from './set-up-questions.ts'

export const questions: Questions = { ...opportunityQuestions, ...setUpQuestions, ...peopleQuestions }
