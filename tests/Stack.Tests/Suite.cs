// Two systems at once would only make each other slow.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
