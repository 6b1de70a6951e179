// The protocol of contender.js for Go: for each line on standard input a round, whose figure goes to standard output.
// Nanoseconds are processor time of the process, all threads (CO2); it runs with GOMAXPROCS=1.

package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"syscall"
)

// The sizes of the case, from the command line.
func size(index int) int {
	n, err := strconv.Atoi(os.Args[index+1])
	if err != nil {
		panic(err)
	}
	return n
}

func cpu() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return usage.Utime.Nano() + usage.Stime.Nano()
}

// Nanoseconds per unit of `round`, which returns how many units it did.
func serve(round func() int) {
	measure(func() float64 {
		started := cpu()
		units := round()
		return float64(cpu()-started) / float64(units)
	})
}

// What `figure` returns.
func measure(figure func() float64) {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		fmt.Println(figure())
	}
}
