namespace LogReg.Server.Tests;

/// <summary>Tests that run alone.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
