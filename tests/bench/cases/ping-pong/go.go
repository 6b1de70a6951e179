package main

func server(trips int, requests, replies chan int) {
	for i := 0; i < trips; i++ {
		replies <- <-requests + 1
	}
}

func main() {
	trips := size(0)
	serve(func() int {
		requests, replies := make(chan int), make(chan int)
		go server(trips, requests, replies)
		value := 0
		for i := 0; i < trips; i++ {
			requests <- value
			value = <-replies
		}
		if value != trips {
			panic(value)
		}
		return trips
	})
}
