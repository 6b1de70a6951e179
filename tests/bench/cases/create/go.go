package main

import "runtime"

var sink int

func waits(id int, gate chan bool) {
	held := id + 1
	<-gate
	sink += held
}

func main() {
	count := size(0)
	serve(func() int {
		gate := make(chan bool)
		for i := 0; i < count; i++ {
			go waits(i, gate)
		}
		runtime.Gosched()
		close(gate) // what is left of them ends in a later round
		return count
	})
}
