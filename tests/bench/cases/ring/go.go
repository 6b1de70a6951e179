package main

var tasklets, hops = size(0), size(1)

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
	serve(round)
}
