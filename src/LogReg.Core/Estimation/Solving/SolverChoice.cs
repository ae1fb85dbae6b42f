using System.Globalization;
using LogReg.Design;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>Chooses the algorithm that minimises a smooth objective: the requested one, or else the faster one.</summary>
/// <remarks>
/// <para>
/// A Newton iteration forms a Hessian, n·w²/2 multiply-adds for each pair of equations with w the dense columns and categorical features of
/// a row, and factorises it, p³/6 for p parameters. A step of conjugate gradients is a product with it, 2·n·w multiply-adds for each
/// equation, but those wait for memory where the Hessian's run from the cache: one takes as long as <see cref="ProductWeight"/> of them.
/// </para>
/// <para>
/// The constants were measured on 20,000 rows of 1,000 columns (a Hessian 9 products), and of 16 columns with 26 classes. The choice sees
/// the size of the problem alone, so that the same data give the same model file on every machine.
/// </para>
/// </remarks>
internal static class SolverChoice
{
    // Beyond this, several p × p matrices and their factorisations are too much whatever a product costs.
    private const int MostNewtonParameters = 1000;

    // Below this a fit by either takes some milliseconds for each 10,000 rows.
    private const int FewestParameters = 256;

    // Beyond this Newton's matrices, of which there are several, would take gigabytes each.
    private const int MostForcedNewtonParameters = 12_000;

    // A multiply-add of a product beside one of a Hessian.
    private const double ProductWeight = 10;

    // What a fit of well-conditioned columns takes: Newton's Hessians, of which conjugate gradients need the last one, too, and their
    // products.
    private const double NewtonIterations = 7;
    private const double OrdinaryProducts = 40;

    // With several classes the Hessian's eigenvalues lie far apart, and many more products are needed.
    private const double ProductsOfClasses = 200;

    // Conjugate gradients that have cost as much as so many Newton iterations are given up.
    private const double PatienceInIterations = 4;

    /// <summary>Chooses.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="design">X.</param>
    /// <param name="equationCount">E.</param>
    /// <param name="needsHessian">Whether the Hessian at the solution is wanted afterwards, for standard errors.</param>
    /// <exception cref="LogRegException">The solver that was asked for cannot be used.</exception>
    public static ISolver Of(FitPlan plan, DesignMatrix design, int equationCount, bool needsHessian)
    {
        int parameterCount = equationCount * design.ParameterCount;
        bool offersHessian = plan.Objectives.Offers(PassCapabilities.Hessian);
        return plan.Solver switch
        {
            SolverKind.Newton when parameterCount > MostForcedNewtonParameters => throw new LogRegException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"newton would need a Hessian of {parameterCount:N0} × {parameterCount:N0} numbers, "
                        + $"{8e-9 * parameterCount * parameterCount:F1} GB"),
                $"use {Option.Solver.Is(SolverKind.NewtonConjugateGradient)}, which does not need it, or leave {Option.Solver} out"),
            SolverKind.Newton => new NewtonSolver(),
            SolverKind.Lbfgs => new LbfgsSolver(),
            SolverKind.NewtonConjugateGradient => ByConjugateGradients(design, equationCount, needsHessian && offersHessian),
            SolverKind.GradientDescent => new GradientDescentSolver(),
            _ when plan.Firth || (offersHessian && IsForNewton(design, equationCount)) => new NewtonSolver(),
            _ when plan.Objectives.Offers(PassCapabilities.HessianProducts) =>
                ByConjugateGradients(design, equationCount, needsHessian && offersHessian),
            _ => new LbfgsSolver(),
        };
    }

    /// <summary>Whether Newton's method will be faster than conjugate gradients.</summary>
    /// <param name="design">X.</param>
    /// <param name="equationCount">E.</param>
    public static bool IsForNewton(DesignMatrix design, int equationCount)
    {
        int parameterCount = equationCount * design.ParameterCount;
        if (parameterCount > MostNewtonParameters)
        {
            return false;
        }

        // Levels make a Hessian cheap and ill-conditioned: the constants were measured on dense columns.
        bool isDense = design.ValuesPerRow == design.ColumnCount;
        double products = equationCount == 1 ? OrdinaryProducts : ProductsOfClasses;
        return !isDense
            || parameterCount <= FewestParameters
            || (NewtonIterations - 1) * IterationCost(design, equationCount) <= products * ProductCost(design, equationCount);
    }

    private static ISolver ByConjugateGradients(DesignMatrix design, int equationCount, bool needsHessian) => needsHessian
        ? new NewtonFinishSolver(
            (int)Math.Max(
                OrdinaryProducts, PatienceInIterations * IterationCost(design, equationCount) / ProductCost(design, equationCount)))
        : new NewtonConjugateGradientSolver();

    private static double IterationCost(DesignMatrix design, int equationCount)
    {
        double parameters = (double)equationCount * design.ParameterCount;
        double width = design.ValuesPerRow;
        double equationPairs = equationCount * (equationCount + 1.0) / 2;
        return (design.Parts.TotalCount * equationPairs * width * width / 2) + (parameters * parameters * parameters / 6);
    }

    private static double ProductCost(DesignMatrix design, int equationCount) =>
        ProductWeight * 2 * design.Parts.TotalCount * equationCount * design.ValuesPerRow;
}
