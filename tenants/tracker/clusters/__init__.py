"""The pages of clusters: their list, one cluster, and the suggestions that a person confirms or refuses."""
