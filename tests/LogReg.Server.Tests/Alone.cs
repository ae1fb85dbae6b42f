namespace LogReg.Server.Tests;

/// <summary>Tests that run alone.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
