Console.Error.WriteLine("The story is not written yet.");
return 1;
