package main

import (
	"bufio"
	"fmt"
	"os"
	"time"
)

const pairs = 100
const values = 5000

func producer(out chan int) {
	for i := 0; i < values; i++ {
		out <- i
	}
}

func consumer(from chan int, done chan int) {
	sum := 0
	for i := 0; i < values; i++ {
		sum += <-from
	}
	done <- sum
}

func round() int {
	done := make(chan int)
	for i := 0; i < pairs; i++ {
		buffer := make(chan int, 64)
		go producer(buffer)
		go consumer(buffer, done)
	}
	for i := 0; i < pairs; i++ {
		<-done
	}
	return pairs * values
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		started := time.Now()
		units := round()
		fmt.Println(float64(time.Since(started).Nanoseconds()) / float64(units))
	}
}
