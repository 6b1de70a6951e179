// A plain call: any function of Go's may wait.

package main

//go:noinline
func add(a, b int) int {
	return a + b
}

func main() {
	calls := size(0)
	serve(func() int {
		sum := 0
		for i := 0; i < calls; i++ {
			sum = add(sum, i)
		}
		if sum != calls*(calls-1)/2 {
			panic(sum)
		}
		return calls
	})
}
