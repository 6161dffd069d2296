/** Something that ends the run with one sentence; `output` is what the failed command said, to print before it. */
export class StepFailed extends Error {
  output

  constructor(/** @type {string} */ sentence, output = '') {
    super(sentence)
    this.output = output
  }
}
