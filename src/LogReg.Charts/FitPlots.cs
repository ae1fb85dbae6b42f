using LogReg.Charts.Plots;

namespace LogReg.Charts;

/// <summary>Figures of the method: how solvers descend, and the function that a model is built on.</summary>
public static class FitPlots
{
    /// <summary>Draws loss, gradient and saturated rows by iteration, several solvers together.</summary>
    /// <param name="fits">Fits to the same data, one or more.</param>
    /// <param name="data">The name of the data, for the title.</param>
    /// <exception cref="ArgumentException">There is no fit.</exception>
    public static Figure PlotLoss(this IReadOnlyList<LogisticFit> fits, string data)
    {
        ArgumentNullException.ThrowIfNull(fits);
        return fits.Count > 0 ? LossPlot.Draw(fits, data) : throw new ArgumentException("There is no fit to draw.", nameof(fits));
    }

    /// <summary>Draws the sigmoid σ(z) = 1/(1 + exp(−z)) and its derivative σ′ = σ(1 − σ).</summary>
    /// <param name="options">What else to draw, or <see langword="null"/> for nothing.</param>
    public static Figure PlotSigmoid(SigmoidPlotOptions? options = null) => SigmoidPlot.Draw(options ?? new SigmoidPlotOptions());
}
