namespace LogReg.Charts.Text;

/// <summary>A label and what a report says about it.</summary>
/// <param name="Label">The label.</param>
/// <param name="Lines">What there is to say, a line an item; nothing is shown where there is none.</param>
internal sealed record ReportField(string Label, params IReadOnlyList<string> Lines)
{
    /// <summary>How loud the label is.</summary>
    public Tone LabelTone { get; init; } = Tone.Quiet;
}
