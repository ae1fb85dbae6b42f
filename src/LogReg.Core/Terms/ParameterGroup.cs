namespace LogReg.Terms;

/// <summary>The parameters that belong to one term.</summary>
/// <param name="Name">The name of the term.</param>
/// <param name="Parameters">Their positions.</param>
internal sealed record ParameterGroup(string Name, IReadOnlyList<int> Parameters);
