/** A line on stderr that tells how far a long command has come; only on a terminal, stdout stays for results. */
export class Progress {
  readonly #began = performance.now()
  #shown = 0

  constructor(
    private readonly label: string,
    private readonly total: number,
    private readonly out: NodeJS.WriteStream = process.stderr,
  ) {}

  show(done: number): void {
    const now = performance.now()
    // On a terminal it moves; in a log it says something every few seconds.
    if (now - this.#shown < (this.out.isTTY ? 100 : 5_000)) return
    this.#shown = now
    const share = this.total === 0 ? 1 : Math.min(1, done / this.total)
    const width = 30
    const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '░')
    const seconds = Math.round((now - this.#began) / 1000)
    const line = `${this.label} ${bar} ${done} of ${this.total}, ${seconds} s`
    this.out.write(this.out.isTTY ? `\r${line}` : `${line}\n`)
  }

  end(): void {
    if (this.out.isTTY && this.#shown > 0) this.out.write('\r\x1b[2K')
  }
}
