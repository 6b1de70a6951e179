package main

var pairs, values = size(0), size(1)

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
	serve(round)
}
