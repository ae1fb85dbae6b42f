namespace LogReg.Charts.Layout;

/// <summary>A mark on an axis.</summary>
/// <param name="Value">Where it is.</param>
/// <param name="Label">What it says; empty for a mark between others.</param>
internal readonly record struct Tick(double Value, string Label);
