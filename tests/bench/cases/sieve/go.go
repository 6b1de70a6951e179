package main

var primes, last = size(0), size(1)

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
	if prime != last {
		panic(prime)
	}
	return 1
}

func main() {
	serve(round)
}
