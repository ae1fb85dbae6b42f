namespace LogReg.Numerics;

/// <summary>A symmetric positive definite matrix A in a form that solves A·x = b quickly.</summary>
internal interface ILinearSystem
{
    /// <summary>Solves A·x = b.</summary>
    /// <param name="b">d numbers.</param>
    /// <param name="x">d numbers out; not <paramref name="b"/> itself.</param>
    void Solve(ReadOnlySpan<double> b, Span<double> x);
}
