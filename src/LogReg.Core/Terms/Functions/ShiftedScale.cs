namespace LogReg.Terms.Functions;

/// <summary>(x − m)/s: the distance from the mean of the training rows, in standard deviations of the sample if the function scales, as R's
/// <c>scale</c>.</summary>
/// <param name="Mean">m, the (weighted) mean.</param>
/// <param name="Scale">s, above 0; 1 if the function only centres.</param>
internal sealed record ShiftedScale(double Mean, double Scale) : NumberFunction
{
    /// <inheritdoc/>
    public override void Evaluate(double number, Span<double> values) => values[0] = (number - Mean) / Scale;
}
