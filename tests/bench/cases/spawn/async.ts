async function body(a: number): Promise<number> {
  await undefined
  return a + 1
}

export async function round(batches: number): Promise<number> {
  for (let i = 0; i < batches; i++) {
    const all = []
    for (let j = 0; j < 1000; j++) all.push(body(j))
    await Promise.all(all)
  }
  return batches * 1000
}
