namespace LogReg.Solvers;

/// <summary>When a solver stops, and how far it steps.</summary>
/// <param name="MaxIterations">At most this many iterations, at least 1.</param>
/// <param name="Tolerance">Stop when the largest absolute entry of the gradient is at most this.</param>
/// <param name="LearningRate">Gradient descent's fixed step; <see langword="null"/> for backtracking. Others ignore it.</param>
internal sealed record SolverOptions(int MaxIterations, double Tolerance, double? LearningRate = null);
