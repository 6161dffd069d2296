/** Answers a second while so many clients ask one after the other. */
export async function throughput(ask, { seconds, clients }) {
  const end = performance.now() + seconds * 1000
  const began = performance.now()
  let answers = 0
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) {
        await ask()
        answers++
      }
    }),
  )
  return answers / ((performance.now() - began) / 1000)
}

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
