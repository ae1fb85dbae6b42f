namespace LogReg.Objectives;

/// <summary>
/// The penalty λ·Σ_j v_j·(α|β_j| + (1−α)/2·β_j²) on standardised coefficients, without λ, and the bounds β_j ≥ 0. Parameters of a group
/// have α√K·‖β‖₂ of all K of them, over all equations, in place of their absolute values (Yuan &amp; Lin, Model selection and estimation in
/// regression with grouped variables, 2006).
/// </summary>
/// <param name="Alpha">α, 0 to 1.</param>
/// <param name="Factors">v for each of the p parameters of an equation, each 0 or more; the intercept's is 0.</param>
/// <param name="IsNonnegative">For each parameter of an equation whether it must not be negative.</param>
/// <param name="Groups">Sets of parameters of an equation that enter and leave together, disjoint, each of one factor.</param>
internal sealed record CompositePenalty(double Alpha, double[] Factors, bool[] IsNonnegative, IReadOnlyList<int[]> Groups);
