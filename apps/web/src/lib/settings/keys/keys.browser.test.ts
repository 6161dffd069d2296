import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { Answers } from '#lib/board/testing/answers.ts'
import { expectNoAxeFaults } from '#lib/ui/testing/axe.ts'
import { viewerOf } from '#lib/board/testing/people.ts'
import SettingsStage from '../testing/SettingsStage.svelte'

const me = viewerOf({ role: 'ADMINISTRATOR', visibility: 'ALL' }).user

interface Ends {
  readonly previousUntil: string | null
  readonly revokedAt: string | null
}

const key = (
  name: string,
  owner: { id: string; name: string },
  ends: Ends = { previousUntil: null, revokedAt: null },
) => ({
  __typename: 'ApiKey',
  id: `key_${name}`,
  name,
  prefix: 'mk_abc',
  scopes: ['READ_OPPORTUNITIES'],
  owner: { __typename: 'User', id: owner.id, name: owner.name },
  createdAt: '2026-11-25T02:00:00.000Z',
  expiresAt: '2099-02-23T02:00:00.000Z',
  lastUsedAt: '2026-11-25T03:00:00.000Z',
  lastUsedAddress: '10.0.0.7',
  ...ends,
})

async function keys(all: readonly ReturnType<typeof key>[]) {
  const answers = new Answers()
  let now = all
  answers.on<{ ownerId: string | null }>('ApiKeys', ({ ownerId }) => ({
    __typename: 'Query',
    apiKeys: {
      __typename: 'ApiKeyConnection',
      nodes: now.filter(({ owner }) => ownerId === null || owner.id === ownerId),
      pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
    },
  }))
  answers.on<{ id: string }>('RotateApiKey', ({ id }) => {
    now = now.map((one) => (one.id === id ? { ...one, previousUntil: '2099-01-01T00:00:00.000Z' } : one))
    return {
      __typename: 'Mutation',
      rotateApiKey: {
        __typename: 'RotateApiKeyPayload',
        apiKey: now.find((one) => one.id === id),
        secret: 'mk_new_secret',
        userErrors: [],
      },
    }
  })
  answers.on<{ id: string }>('RevokeApiKey', ({ id }) => {
    now = now.map((one) => (one.id === id ? { ...one, revokedAt: '2026-11-25T04:00:00.000Z' } : one))
    return {
      __typename: 'Mutation',
      revokeApiKey: {
        __typename: 'RevokeApiKeyPayload',
        apiKey: now.find((one) => one.id === id),
        userErrors: [],
      },
    }
  })
  await render(SettingsStage, { answers, part: 'keys' })
  return { asked: (name: string) => answers.asked.filter((one) => one.name === name).map(({ input }) => input) }
}

it('a key gets a new secret, with the old one going on as long as chosen', async () => {
  const { asked } = await keys([key('Kho', me)])
  await expect.element(page.getByText(/Last used .* from 10\.0\.0\.7/)).toBeInTheDocument()
  await page.getByRole('button', { name: 'Rotate: Kho' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Works for 7 more days' }).click()
  await expectNoAxeFaults()
  await dialog.getByRole('button', { name: 'Rotate' }).click()
  await expect.element(page.getByRole('dialog').getByRole('textbox')).toHaveValue('mk_new_secret')
  expect(asked('RotateApiKey')).toMatchObject([{ id: 'key_Kho', overlapHours: 168 }])
  await page.getByRole('button', { name: 'Done' }).click()
  await expect.element(page.getByText(/Old key works until/)).toBeInTheDocument()
})

it('an administrator sees and ends everybody’s, and rotates only their own', async () => {
  await keys([key('Kho', me), key('ERP', { id: 'usr_other', name: 'Trần Bình' })])
  await expect.element(page.getByText('Kho', { exact: true })).toBeInTheDocument()
  expect(page.getByText('ERP', { exact: true }).query()).toBeNull()
  await page.getByRole('button', { name: 'Everybody’s' }).click()
  await expect.element(page.getByText('Trần Bình')).toBeInTheDocument()
  expect(page.getByRole('button', { name: 'Rotate: ERP' }).query()).toBeNull()
  await page.getByRole('button', { name: 'Revoke: ERP' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await expect.element(page.getByText('Revoked')).toBeInTheDocument()
})
