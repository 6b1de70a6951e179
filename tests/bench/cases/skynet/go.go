package main

import (
	"bufio"
	"fmt"
	"os"
	"time"
)

const leaves = 1000000

func skynet(out chan int, first int, size int) {
	if size == 1 {
		out <- first
		return
	}
	results := make(chan int)
	part := size / 10
	for i := 0; i < 10; i++ {
		go skynet(results, first+i*part, part)
	}
	sum := 0
	for i := 0; i < 10; i++ {
		sum += <-results
	}
	out <- sum
}

func round() int {
	out := make(chan int)
	go skynet(out, 0, leaves)
	if sum := <-out; sum != 499999500000 {
		panic(sum)
	}
	return leaves
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		started := time.Now()
		units := round()
		fmt.Println(float64(time.Since(started).Nanoseconds()) / float64(units))
	}
}
