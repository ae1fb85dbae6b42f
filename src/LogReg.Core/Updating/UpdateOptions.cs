namespace LogReg.Updating;

/// <summary>The options of an update.</summary>
public sealed record UpdateOptions
{
    /// <summary>How to update; <see cref="UpdateMethod.Auto"/> by default.</summary>
    public UpdateMethod Method { get; init; } = UpdateMethod.Auto;

    /// <summary>The column of weights of the rows, as numbers of 0 or more: a row of weight 2 counts as two rows, in estimates, tests and
    /// measures, and one of weight 0 is left out. <see langword="null"/>, the default, if every row has weight 1.</summary>
    public string? WeightColumn { get; init; }

    /// <summary>The level of significance of the tests of <see cref="UpdateMethod.Auto"/>, between 0 and 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double Significance
    {
        get;
        init => field = value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(Significance), value, $"{nameof(Significance)} is {value}, but must be between 0 and 1.");
    } = 0.05;
}
