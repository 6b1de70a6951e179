package main

var leaves = size(0)

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
	if sum := <-out; sum != leaves*(leaves-1)/2 {
		panic(sum)
	}
	return leaves
}

func main() {
	serve(round)
}
