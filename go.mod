module feedmill

go 1.26.8
