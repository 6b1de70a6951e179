package main

import "runtime"

var sink int

func waits(id int, gate chan bool) {
	held := id + 1
	<-gate
	sink += held
}

func used() uint64 {
	var stats runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return stats.Sys
}

// What the process takes from the system for them: stacks are no part of Go's heap. They are never given back, so that only
// the first round shows it; the others repeat it.
func main() {
	count := size(0)
	figure := 0.0
	measure(func() float64 {
		if figure > 0 {
			return figure
		}
		gate := make(chan bool)
		before := used()
		for i := 0; i < count; i++ {
			go waits(i, gate)
		}
		runtime.Gosched()
		figure = float64(used()-before) / float64(count)
		return figure
	})
}
