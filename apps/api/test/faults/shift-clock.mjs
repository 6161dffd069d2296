// Loaded before a node: its wall clock is off by CLOCK_SHIFT_MS, whatever the machine says. Timers go on as they are, as they
// do on a machine whose clock was set wrong.
const shift = Number(process.env.CLOCK_SHIFT_MS)
const RealDate = Date

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + shift)
    else super(...args)
  }

  static now() {
    return RealDate.now() + shift
  }
}
