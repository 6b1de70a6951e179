package main

import (
	"bufio"
	"fmt"
	"os"
	"time"
)

const trips = 300000

func server(requests, replies chan int) {
	for i := 0; i < trips; i++ {
		replies <- <-requests + 1
	}
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		requests, replies := make(chan int), make(chan int)
		started := time.Now()
		go server(requests, replies)
		value := 0
		for i := 0; i < trips; i++ {
			requests <- value
			value = <-replies
		}
		fmt.Println(float64(time.Since(started).Nanoseconds()) / trips)
	}
}
