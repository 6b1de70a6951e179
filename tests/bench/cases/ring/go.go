package main

import (
	"bufio"
	"fmt"
	"os"
	"time"
)

const tasklets = 1000
const hops = 300000

func link(from, to chan int, done chan bool) {
	for {
		token := <-from
		if token == 0 {
			done <- true
			return
		}
		to <- token - 1
	}
}

func round() int {
	done := make(chan bool)
	first := make(chan int)
	from := first
	for i := 1; i < tasklets; i++ {
		to := make(chan int)
		go link(from, to, done)
		from = to
	}
	go link(from, first, done)
	first <- hops
	<-done
	return hops
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		started := time.Now()
		units := round()
		fmt.Println(float64(time.Since(started).Nanoseconds()) / float64(units))
	}
}
