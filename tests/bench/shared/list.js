// A list of tasklets, linked through `next`: who is ready, or waits. For the contenders called `bare`.

export class List {
  first = null
  last = null

  push(tasklet) {
    tasklet.next = null
    if (this.first === null) this.first = tasklet
    else this.last.next = tasklet
    this.last = tasklet
  }

  /** null if there is none. */
  shift() {
    const { first } = this
    if (first !== null) this.first = first.next
    return first
  }
}
