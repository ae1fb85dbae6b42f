using System.Numerics.Tensors;
using LogReg.Inference;
using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>
/// The covariance matrix of the coefficients on the original scale: the inverse of the information, or with robust standard errors the
/// sandwich of it and the products of the scores (White 1982), in twice the digits where the fit needed them.
/// </summary>
internal sealed class EstimateCovariance
{
    private readonly FitPlan _plan;
    private readonly TermLayout _layout;
    private readonly FittedSolution _fitted;
    private readonly ClusterCodes? _clusters;
    private readonly CancellationToken _cancellationToken;

    /// <param name="plan">The plan of the fit.</param>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="fitted">The solution.</param>
    /// <param name="information">The information at the solution.</param>
    /// <param name="rank">The number of coefficients that the rows can tell apart.</param>
    /// <param name="clusters">The rows' clusters, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LogRegException">There are too few observations for the correction for small samples.</exception>
    public EstimateCovariance(
        FitPlan plan,
        TermLayout layout,
        FittedSolution fitted,
        InformationMatrix information,
        int rank,
        ClusterCodes? clusters,
        CancellationToken cancellationToken)
    {
        _plan = plan;
        _layout = layout;
        _fitted = fitted;
        _clusters = clusters;
        _cancellationToken = cancellationToken;
        InverseInformation = information.Invert();
        ExtendedMatrix? extendedInverse = information.InvertExtended();
        ExtendedOfModel = extendedInverse is null ? null : ToOriginalScale(extendedInverse);
        OfModel = ExtendedOfModel?.ToDoubles() ?? ToOriginalScale(InverseInformation);
        if (!IsRobust)
        {
            Values = OfModel;
            ExtendedValues = ExtendedOfModel;
            return;
        }

        double correction = SmallSampleCorrection(rank);
        ExtendedValues = extendedInverse is null ? null : ToOriginalScale(Sandwich(extendedInverse, correction));
        Values = ExtendedValues?.ToDoubles() ?? ToOriginalScale(Sandwich(InverseInformation, correction));
    }

    /// <summary>The inverse of the information of the fit's parameters.</summary>
    public double[] InverseInformation { get; }

    /// <summary>The covariance under the model, both triangles.</summary>
    public double[] OfModel { get; }

    /// <summary>The covariance of the standard errors that the plan asks for, both triangles.</summary>
    public double[] Values { get; }

    /// <summary><see cref="OfModel"/> in twice the digits, where the fit needed them.</summary>
    public ExtendedMatrix? ExtendedOfModel { get; }

    /// <summary><see cref="Values"/> in twice the digits, where the fit needed them.</summary>
    public ExtendedMatrix? ExtendedValues { get; }

    /// <summary>Whether it is robust.</summary>
    public bool IsRobust => _plan.StandardErrors != StandardErrorKind.Model;

    /// <summary>The number of observations: with frequency weights their sum, else the number of rows.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="fitted">The solution.</param>
    public static double Observations(FitPlan plan, FittedSolution fitted) => Frequencies(plan, fitted) is double[] frequencies
        ? fitted.Data.Parts.Sum(frequencies)
        : fitted.Data.Parts.TotalCount;

    /// <summary>Tests whether some coefficients are all 0 (Wald).</summary>
    /// <param name="tested">Their places.</param>
    /// <returns>The test; <see langword="null"/> where the covariance of these coefficients is singular.</returns>
    public ChiSquaredTest? Test(int[] tested)
    {
        // The scores of the clusters add up to 0 at the maximum, so that their covariance has at most one rank less than there are
        // clusters.
        ChiSquaredTest? test = _clusters is not null && tested.Length >= _clusters.Count ? null
            : ExtendedValues is null ? WaldTest.Compute(_fitted.Coefficients, Values, tested)
            : WaldTest.Compute(_fitted.Coefficients, ExtendedValues, tested);

        // A test of fewer coefficients than were asked for, because their covariance is singular, would be a test of an arbitrary choice of
        // them.
        return test?.DegreesOfFreedom == tested.Length ? test : null;
    }

    private static double[]? Frequencies(FitPlan plan, FittedSolution fitted) =>
        plan.WeightKind == WeightKind.Frequency ? fitted.RowWeights : null;

    // The likelihood has no penalty, so that the first of several classes has no equation.
    private LocalRowPasses LimitRows => _plan.Objectives.LocalRows(_fitted.LimitData, hasReference: true);

    private double[] Sandwich(double[] inverse, double correction)
    {
        double[] filling = _clusters is null
            ? ScoreCovariance.OfRows(LimitRows, _fitted.MaximumParameters, Frequencies(_plan, _fitted), _plan.Threads, _cancellationToken)
            : ScoreCovariance.OfClusters(LimitRows, _fitted.MaximumParameters, _clusters.Codes, _clusters.Count, _cancellationToken);
        double[] covariance = SymmetricMatrix.Sandwich(inverse, filling, _fitted.Parameters.Length);
        TensorPrimitives.Multiply(covariance, correction, covariance);
        return covariance;
    }

    private ExtendedMatrix Sandwich(ExtendedMatrix inverse, double correction)
    {
        double[] parameters = _fitted.MaximumParameters;
        ExtendedMatrix filling = _clusters is null
            ? _plan.ExtendedLikelihood(_fitted.LimitData).ScoreProducts(
                parameters, new double[parameters.Length], Frequencies(_plan, _fitted), _cancellationToken)
            : ScoreCovariance.OfClustersExtended(LimitRows, parameters, _clusters.Codes, _clusters.Count, _cancellationToken);
        ExtendedMatrix covariance = filling.Congruence(inverse);
        covariance.Scale(correction);
        return covariance;
    }

    private double SmallSampleCorrection(int rank)
    {
        double observations = Observations(_plan, _fitted);
        if (_plan.StandardErrors == StandardErrorKind.Hc1 && observations <= rank)
        {
            throw new LogRegException(
                FormattableString.Invariant(
                    $"robust standard errors need more observations than coefficients, but there are {observations:G6} observations and {rank} coefficients"),
                Frequencies(_plan, _fitted) is not null
                    ? OptionText.Of(
                        $"the weights are treated as frequencies, and this is their sum: use {Option.WeightKind.Is(WeightKind.Importance)}")
                    : OptionText.Of($"use fewer features, or {Option.StandardErrors.Is(StandardErrorKind.Hc0)}"));
        }

        return _plan.StandardErrors switch
        {
            StandardErrorKind.Hc1 => observations / (observations - rank),
            StandardErrorKind.Cluster => _clusters!.Count / (_clusters.Count - 1.0),
            _ => 1,
        };
    }

    private ExtendedMatrix ToOriginalScale(ExtendedMatrix covariance) =>
        OriginalScale.Covariance(_layout, _fitted.Classes.CovarianceOf(covariance, _layout.Count), _fitted.EquationCount);

    private double[] ToOriginalScale(double[] covariance) =>
        OriginalScale.Covariance(_layout, _fitted.Classes.CovarianceOf(covariance, _layout.Count), _fitted.EquationCount);
}
