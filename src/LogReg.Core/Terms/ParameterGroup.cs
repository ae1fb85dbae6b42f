namespace LogReg.Terms;

/// <summary>The parameters that belong to one feature.</summary>
/// <param name="Name">The feature's name.</param>
/// <param name="Parameters">Their positions.</param>
internal sealed record ParameterGroup(string Name, IReadOnlyList<int> Parameters);
