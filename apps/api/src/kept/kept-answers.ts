interface Sized {
  /** About what it takes in memory. */
  readonly bytes: number
}

interface Kept<Answer> {
  readonly version: string
  readonly answer: Answer
}

const mostBytes = 64 * 1024 * 1024

/**
 * Answers by what was asked, each with the version of what it was made from. The version is read before the answer is
 * made and again before it is given: if it is the same, nothing has changed in between and the answer is as good as a
 * fresh one. The longest unused go first.
 */
export class KeptAnswers<Answer extends Sized> {
  readonly #kept = new Map<string, Kept<Answer>>()
  readonly #making = new Map<string, Promise<Answer | null>>()
  #bytes = 0

  constructor(private readonly most = mostBytes) {}

  /** `make` gives null for an answer that must not be kept. Equal questions of one moment are answered by one making. */
  of(asked: string, version: string, make: () => Promise<Answer | null>): Answer | Promise<Answer | null> {
    const kept = this.#kept.get(asked)
    if (kept?.version === version) {
      this.#kept.delete(asked) // to the young end
      this.#kept.set(asked, kept)
      return kept.answer
    }
    const name = `${version} ${asked}`
    return this.#making.get(name) ?? this.#make(asked, version, name, make)
  }

  #make(asked: string, version: string, name: string, make: () => Promise<Answer | null>): Promise<Answer | null> {
    const making = make()
      .then((answer) => {
        if (answer !== null) this.#keep(asked, { version, answer })
        return answer
      })
      .finally(() => this.#making.delete(name))
    this.#making.set(name, making)
    return making
  }

  #keep(asked: string, kept: Kept<Answer>): void {
    this.#drop(asked)
    this.#kept.set(asked, kept)
    this.#bytes += kept.answer.bytes
    for (const [oldest] of this.#kept) {
      if (this.#bytes <= this.most) break
      this.#drop(oldest)
    }
  }

  #drop(asked: string): void {
    const kept = this.#kept.get(asked)
    if (kept === undefined) return
    this.#kept.delete(asked)
    this.#bytes -= kept.answer.bytes
  }
}
