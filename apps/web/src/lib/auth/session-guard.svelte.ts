/** Whether the server has forgotten the session. Known before anybody was signed in, or lost in the middle of work. */
export class SessionGuard {
  /** Somebody was signed in on this page. */
  hadPerson = false
  isLost = $state(false)

  /** Called for every answer that says "signed out". */
  signedOut(): void {
    if (this.hadPerson) this.isLost = true
  }

  signedInAgain(): void {
    this.isLost = false
  }
}
