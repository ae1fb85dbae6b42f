namespace LogReg.Charts.Text;

/// <summary>A measure of a model's quality.</summary>
/// <param name="Name">Its name in reports for programs.</param>
/// <param name="Label">Its name for persons.</param>
/// <param name="Value">The model's.</param>
/// <param name="NullValue">That of predicting the classes' shares for every row; <see langword="null"/> where that has none.</param>
internal sealed record QualityMeasure(string Name, string Label, double Value, double? NullValue = null)
{
    /// <summary>Whether it is read as a percentage.</summary>
    public bool IsShare { get; init; }

    public string Text => Format(Value);

    public string NullText => NullValue is double value ? Format(value) : "";

    private string Format(double value) => IsShare ? NumberFormat.Percent(value) : NumberFormat.Significant(value, 6);
}
