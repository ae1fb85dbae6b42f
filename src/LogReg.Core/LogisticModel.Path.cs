using System.Globalization;
using LogReg.Terms;

namespace LogReg;

/// <content>Models along a regularisation path.</content>
public sealed partial class LogisticModel
{
    /// <summary>The regularisation path; <see langword="null"/> if no path was fitted.</summary>
    public RegularizationPath? Path => Content.Path;

    /// <summary>Gets the model at a λ of <see cref="Path"/>. Between two values of the path, the coefficients are interpolated linearly,
    /// which is close to the optimum but not exact: see <see cref="RegularizationPath.IsFitted"/>.</summary>
    /// <param name="lambda">λ, from the smallest to the largest value of the path, or above it if every penalised coefficient is 0 at the
    /// largest value.</param>
    /// <returns>The model with the coefficients at that λ and without <see cref="Path"/>. Apart from λ, its <see cref="Training"/> is that
    /// of this model.</returns>
    /// <exception cref="ArgumentOutOfRangeException">λ is outside the range of the path.</exception>
    /// <exception cref="InvalidOperationException">The model has no path.</exception>
    public LogisticModel AtLambda(double lambda)
    {
        RegularizationPath path = Path ?? throw new InvalidOperationException("The model has no regularisation path.");
        if (!path.Covers(lambda))
        {
            throw new ArgumentOutOfRangeException(
                nameof(lambda),
                lambda,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"λ is {lambda}, but the path goes from {path.Points[0].Lambda} to {path.Points[^1].Lambda}."));
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
        LinearEquation[] equations =
        [
            .. path.Equations[above].Zip(path.Equations[below], (first, second) => LinearEquation.Between(first, second, share)),
        ];
        return new LogisticModel(
            new ModelContent(Target, Layout, equations, Threshold, Training with { Lambda = lambda }, Content.BaseIndex)
            {
                OffsetColumn = OffsetColumn,
                MissingValues = MissingValues,
                Provenance = Provenance,
            });
    }
}
