package main

var values = size(0)

const channels = 8

func producer(out chan int, n int) {
	for i := 0; i < n; i++ {
		out <- i
	}
}

func round() int {
	var c [channels]chan int
	for i := range c {
		c[i] = make(chan int)
		go producer(c[i], values/channels)
	}
	sum := 0
	for i := 0; i < values; i++ {
		select {
		case v := <-c[0]:
			sum += v
		case v := <-c[1]:
			sum += v
		case v := <-c[2]:
			sum += v
		case v := <-c[3]:
			sum += v
		case v := <-c[4]:
			sum += v
		case v := <-c[5]:
			sum += v
		case v := <-c[6]:
			sum += v
		case v := <-c[7]:
			sum += v
		}
	}
	if sum != channels*(values/channels)*(values/channels-1)/2 {
		panic(sum)
	}
	return values
}

func main() {
	serve(round)
}
