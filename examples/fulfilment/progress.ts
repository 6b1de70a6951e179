// A line that says how far the run is: a bar on a terminal, a line every tenth elsewhere.

export class Progress {
  #tenths = 0

  show(done: number, total: number, kills: number): void {
    const share = total === 0 ? 0 : done / total
    const counts = `${done}/${total} orders, killed ${kills} times`
    if (process.stdout.isTTY) {
      const filled = Math.round(30 * share)
      process.stdout.write(`\r   [${'#'.repeat(filled)}${'-'.repeat(30 - filled)}] ${counts} `)
    } else if (Math.floor(10 * share) > this.#tenths) {
      this.#tenths = Math.floor(10 * share)
      console.log(`   ${String(10 * this.#tenths).padStart(3)} %  ${counts}`)
    }
  }

  end(): void {
    if (process.stdout.isTTY) process.stdout.write(`\r${' '.repeat(79)}\r`)
  }
}
