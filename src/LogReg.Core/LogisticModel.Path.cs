using System.Globalization;

namespace LogReg;

/// <content>The models along a regularisation path.</content>
public sealed partial class LogisticModel
{
    /// <summary>The fits along a sequence of penalties; <see langword="null"/> where no path was asked for.</summary>
    public RegularizationPath? Path { get; internal init; }

    /// <summary>The model at a λ of <see cref="Path"/>. Between two λ of the path the coefficients lie on the line between theirs, which is near the optimum there but not at it:
    /// <see cref="RegularizationPath.IsFitted"/> tells.</summary>
    /// <param name="lambda">λ, from the smallest to the largest of the path; above that where every penalised coefficient is 0 at the largest, as it then stays.</param>
    /// <returns>The same model with the coefficients at that λ, without <see cref="Path"/>; <see cref="Training"/> is still that of this model, apart from λ.</returns>
    /// <exception cref="ArgumentOutOfRangeException">λ is outside of the path, where nothing is known of the coefficients.</exception>
    /// <exception cref="InvalidOperationException">The model has no path.</exception>
    public LogisticModel AtLambda(double lambda)
    {
        RegularizationPath path = Path ?? throw new InvalidOperationException("The model has no regularisation path.");
        if (!path.Covers(lambda))
        {
            throw new ArgumentOutOfRangeException(
                nameof(lambda), lambda, string.Create(CultureInfo.InvariantCulture, $"λ is {lambda}, but the path goes from {path.Points[0].Lambda} to {path.Points[^1].Lambda}."));
        }

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
        return new LogisticModel(Target, _features, equations, Threshold, Training with { Lambda = lambda }, BaseIndex)
        {
            OffsetColumn = OffsetColumn,
            MissingValues = MissingValues,
        };
    }
}
