package main

import (
	"bufio"
	"fmt"
	"os"
	"time"
)

const primes = 300

func generate(out chan int) {
	for i := 2; ; i++ {
		out <- i
	}
}

func filter(from, to chan int, prime int) {
	for {
		n := <-from
		if n%prime != 0 {
			to <- n
		}
	}
}

func round() int {
	from := make(chan int)
	go generate(from)
	prime := 0
	for i := 0; i < primes; i++ {
		prime = <-from
		to := make(chan int)
		go filter(from, to, prime)
		from = to
	}
	if prime != 1987 {
		panic(prime)
	}
	return 1
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		started := time.Now()
		units := round()
		fmt.Println(float64(time.Since(started).Nanoseconds()) / float64(units))
	}
}
