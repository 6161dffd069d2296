import { signIn } from './auth-requests.ts'

/** Why the form is not through: shown above the button, spoken at once. */
export type SignInFault = { kind: 'wrong' | 'unreachable' | 'failed' } | { kind: 'throttled' }

/** What is typed on the sign-in form, what came back, and the seconds to wait when there were too many attempts. */
export class SignInForm {
  email = $state('')
  password = $state('')
  isBusy = $state(false)
  isTried = $state(false)
  /** The password was right, and a code is wanted as well. */
  isAskedForCode = $state(false)
  fault = $state.raw<SignInFault | null>(null)
  secondsLeft = $state(0)
  #clock: ReturnType<typeof setInterval> | undefined

  readonly isComplete: boolean = $derived(this.email.trim() !== '' && this.password !== '')

  /** Sends the form once; true when the person is signed in. A refused password goes, the email stays. */
  async submit(language: string): Promise<boolean> {
    this.isTried = true
    if (this.isBusy || this.secondsLeft > 0 || !this.isComplete) return false
    this.isBusy = true
    this.fault = null
    const outcome = await signIn(this.email.trim(), this.password, language)
    this.isBusy = false
    if (outcome.kind === 'signed-in') return true
    if (outcome.kind === 'second-step') {
      this.isAskedForCode = true
      return false
    }
    this.fault = outcome.kind === 'throttled' ? { kind: 'throttled' } : { kind: outcome.kind }
    if (outcome.kind === 'wrong') {
      this.password = ''
      this.isTried = false
    }
    if (outcome.kind === 'throttled') this.#countDown(outcome.seconds)
    return false
  }

  /** The second step is over, or not wanted: back to the password. */
  startAgain(): void {
    this.isAskedForCode = false
    this.password = ''
    this.isTried = false
  }

  stop(): void {
    clearInterval(this.#clock)
  }

  #countDown(seconds: number): void {
    // Counted against the clock: a sleeping tab wakes with the right number.
    const end = Date.now() + seconds * 1000
    this.secondsLeft = seconds
    clearInterval(this.#clock)
    this.#clock = setInterval(() => {
      this.secondsLeft = Math.max(0, Math.ceil((end - Date.now()) / 1000))
      if (this.secondsLeft > 0) return
      clearInterval(this.#clock)
      this.fault = null
    }, 250)
  }
}
