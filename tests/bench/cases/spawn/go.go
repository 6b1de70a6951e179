package main

import "sync"

func body(group *sync.WaitGroup, result *int, a int) {
	*result = a + 1
	group.Done()
}

func main() {
	batches := size(0)
	results := make([]int, 1000)
	serve(func() int {
		for i := 0; i < batches; i++ {
			var group sync.WaitGroup
			group.Add(1000)
			for j := 0; j < 1000; j++ {
				go body(&group, &results[j], j)
			}
			group.Wait()
		}
		return batches * 1000
	})
}
