namespace LogReg;

/// <content>The models along a regularisation path.</content>
public sealed partial class LogisticModel
{
    /// <summary>The fits along a sequence of penalties; <see langword="null"/> where no path was asked for.</summary>
    public RegularizationPath? Path { get; internal init; }

    /// <summary>The model at a λ of <see cref="Path"/>. Between two λ of the path the coefficients lie on the line between theirs; beyond its ends they are
    /// those of the end.</summary>
    /// <param name="lambda">λ, 0 or more.</param>
    /// <returns>The same model with the coefficients at that λ, without <see cref="Path"/>; <see cref="Training"/> is still that of this model, apart from λ.</returns>
    /// <exception cref="ArgumentOutOfRangeException">λ is negative or not a number.</exception>
    /// <exception cref="InvalidOperationException">The model has no path.</exception>
    public LogisticModel AtLambda(double lambda)
    {
        if (!(lambda >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(lambda), lambda, $"λ is {lambda}, but must be 0 or more.");
        }

        RegularizationPath path = Path ?? throw new InvalidOperationException("The model has no regularisation path.");
        int below = 0;
        while (below < path.Points.Count && path.Points[below].Lambda > lambda)
        {
            below++;
        }

        int last = path.Points.Count - 1;
        int above = Math.Max(0, below - 1);
        below = Math.Min(below, last);
        double gap = path.Points[above].Lambda - path.Points[below].Lambda;
        double share = gap > 0 ? (path.Points[above].Lambda - lambda) / gap : 0;
        LinearEquation[] equations = [.. path.Equations[above].Zip(path.Equations[below], (first, second) => LinearEquation.Between(first, second, share))];
        return new LogisticModel(Target, _features, equations, Threshold, Training with { Lambda = lambda })
        {
            OffsetColumn = OffsetColumn,
            MissingValues = MissingValues,
        };
    }
}
