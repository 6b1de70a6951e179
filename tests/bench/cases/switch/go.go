// Goroutines with five bodies that give way in turn.

package main

import "runtime"

var total int

func counter(seed int) {
	for i := seed; ; i++ {
		total += i & 1
		runtime.Gosched()
	}
}

func fibonacci(seed int) {
	a, b := seed&1, 1
	for {
		a, b = b, (a+b)&0xffff
		total += a & 1
		runtime.Gosched()
	}
}

func nested(seed int) {
	for i := 0; ; i++ {
		for j := 0; j < 3; j++ {
			total += (i*j + seed) & 1
			runtime.Gosched()
		}
	}
}

func branches(seed int) {
	state := seed
	for {
		state = (state*5 + 1) & 0xff
		if state&1 == 0 {
			total++
		}
		runtime.Gosched()
	}
}

func holder(seed int) {
	point := &struct{ x, y int }{seed, 0}
	for {
		point.x = (point.x + 1) & 0xff
		point.y = (point.y + point.x) & 0xff
		total += point.y & 1
		runtime.Gosched()
	}
}

// One turn of main is one of everybody.
func main() {
	tasklets, switches := size(0), size(1)
	bodies := []func(int){counter, fibonacci, nested, branches, holder}
	for i := 0; i < tasklets; i++ {
		go bodies[i%len(bodies)](i)
	}
	serve(func() int {
		for done := 0; done < switches; done += tasklets {
			runtime.Gosched()
		}
		return switches
	})
}
