using System.Numerics.Tensors;
using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// Newton's method on an unpenalised likelihood with derivatives in twice the digits, from where another solver ended: for columns that
/// depend on each other so nearly, or rows that are so nearly certain, that rounding hides what a double's Hessian says of them.
/// </summary>
internal sealed class ExtendedNewton
{
    /// <summary>A pivot below this share of its diagonal element leaves a double's inverse fewer than eleven digits.</summary>
    public const double SafePivotShare = 1e-5;

    private const int MostIterations = 60;
    private const int MostHalvings = 40;

    // The square of the step in standard errors that counts as exact, and the one that is accepted when rounding prevents a smaller step.
    private const double ExactDecrement = 1e-21;
    private const double SufficientDecrement = 1e-18;

    // Dependent columns move nothing: if the gradient along them does not vanish with the others, they are not dependent, but lost in
    // saturated rows.
    private const double LargestGradient = 1e-8;

    private readonly ExtendedLikelihood _likelihood;
    private readonly IObjective _objective;
    private readonly SolverOptions _options;
    private readonly CancellationToken _cancellationToken;

    /// <param name="likelihood">The likelihood.</param>
    /// <param name="objective">The same as a mean loss in double precision, for the value at the end.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ExtendedNewton(ExtendedLikelihood likelihood, IObjective objective, CancellationToken cancellationToken)
    {
        _likelihood = likelihood;
        _objective = objective;
        _options = new SolverOptions(MostIterations, LargestGradient) { WeightSum = likelihood.WeightSum };
        _cancellationToken = cancellationToken;
    }

    /// <summary>Whether a result of the double arithmetic has too few digits.</summary>
    /// <param name="result">Where a solver ended.</param>
    /// <param name="isDependenceExact">Whether the columns that the solver held are dependent, and not only nearly so.</param>
    public static bool IsNeeded(SolverResult result, Func<bool> isDependenceExact) => result.Termination switch
    {
        TerminationReason.Gradient or TerminationReason.Precision => result.SmallestPivotShare < SafePivotShare || !isDependenceExact(),

        // A Newton step that leads nowhere may be one that rounding spoils; other solvers fail for reasons of their own.
        TerminationReason.Divergence => result.NewtonStep is not null,
        _ => false,
    };

    /// <summary>Continues from a result.</summary>
    /// <param name="result">Where a solver ended.</param>
    /// <returns>The maximum with its information; not converged where no step leads nearer to it.</returns>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public SolverResult Refine(SolverResult result)
    {
        double[] parameters = [.. result.Parameters];
        double[] remainders = new double[parameters.Length];
        double[] gradient = new double[parameters.Length];
        double[] direction = new double[parameters.Length];
        double decrement = double.PositiveInfinity;
        ExtendedCholesky information;
        int steps = 0;
        for (int iteration = 0; ; iteration++)
        {
            information = new ExtendedCholesky(_likelihood.Evaluate(parameters, remainders, gradient, _cancellationToken));
            information.Solve(gradient, direction);
            TensorPrimitives.Negate(direction, direction);
            double before = decrement;
            decrement = -DenseKernels.Dot(gradient, direction);
            bool isStalled = decrement <= SufficientDecrement && decrement > before / 4;
            bool isExact = !(decrement > ExactDecrement) && StoppingRule.IsNegligible(direction, parameters, _options);
            if (isExact || isStalled || iteration >= MostIterations || !Step(parameters, remainders, gradient, direction, decrement))
            {
                break;
            }

            steps++;
        }

        double[] plainGradient = new double[parameters.Length];
        ObjectiveEvaluation evaluation = _objective.Evaluate(parameters, plainGradient, [], _cancellationToken);
        double gradientNorm = Math.Abs(TensorPrimitives.MaxMagnitude<double>(gradient)) / _likelihood.WeightSum;
        double loss = _likelihood.Loss(parameters, remainders) / _likelihood.WeightSum;
        bool isConverged = decrement <= SufficientDecrement && gradientNorm <= LargestGradient;
        return result with
        {
            Parameters = parameters,
            Remainders = remainders,
            Iterations = result.Iterations + steps,
            History = steps == 0 || result.History is not [.., IterationProgress last]
                ? result.History
                : [
                    .. result.History,
                    last with
                    {
                        Iteration = result.Iterations + steps, Objective = loss, Loss = loss, GradientNorm = gradientNorm, StepSize = 1,
                    },
                ],
            Evaluation = evaluation with { Value = loss, Loss = loss },
            GradientNorm = gradientNorm,
            Termination = isConverged ? TerminationReason.Gradient : TerminationReason.Divergence,
            DependentParameters = information.DependentColumns,
            NewtonStep = direction,
            Hessian = null,
            Information = isConverged ? information : null,
        };
    }

    // The slope along a direction of a convex function rises: a step is good if it leaves less slope, of either sign, than there was.
    private bool Step(double[] parameters, double[] remainders, double[] gradient, double[] direction, double slope)
    {
        double[] candidate = new double[parameters.Length];
        double[] low = new double[parameters.Length];
        double step = 1;
        for (int halving = 0; halving <= MostHalvings; halving++, step /= 2)
        {
            for (int parameter = 0; parameter < candidate.Length; parameter++)
            {
                (candidate[parameter], low[parameter]) =
                    new DoubleDouble(parameters[parameter], remainders[parameter]) + (step * direction[parameter]);
            }

            _likelihood.Gradient(candidate, low, gradient);
            if (Math.Abs(DenseKernels.Dot(gradient, direction)) < slope)
            {
                candidate.CopyTo(parameters, 0);
                low.CopyTo(remainders, 0);
                return true;
            }
        }

        return false;
    }
}
