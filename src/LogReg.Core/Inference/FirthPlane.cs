using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Inference;

/// <summary>The parameters that fulfil linear constraints, as a plane of a penalised likelihood: those with some parameters at 0, or with
/// c·β at a value.</summary>
internal sealed class FirthPlane
{
    private readonly double[][] _basis;
    private readonly double[] _normal;
    private double[] _origin;

    private FirthPlane(FirthSurface full, double[][] basis, double[] normal)
    {
        _basis = basis;
        _normal = normal;
        _origin = new double[full.ColumnCount];
        Surface = full.Slice(basis);
    }

    /// <summary>The likelihood on the plane.</summary>
    public FirthSurface Surface { get; }

    /// <summary>The plane on which some parameters are 0.</summary>
    /// <param name="full">The likelihood of all parameters.</param>
    /// <param name="kept">The others.</param>
    public static FirthPlane Without(FirthSurface full, IReadOnlyList<int> kept) => new(
        full,
        [.. kept.Select(parameter =>
        {
            double[] unit = new double[full.ColumnCount];
            unit[parameter] = 1;
            return unit;
        })],
        []);

    /// <summary>The plane on which c·β has a value, first 0; see <see cref="MoveTo"/>.</summary>
    /// <param name="full">The likelihood of all parameters.</param>
    /// <param name="functional">c, not 0.</param>
    public static FirthPlane Across(FirthSurface full, double[] functional)
    {
        // The columns but one of the Householder reflection that maps c to that one.
        int largest = Array.IndexOf(functional, functional.MaxBy(Math.Abs));
        double length = Math.Sqrt(DenseKernels.Dot(functional, functional));
        double[] reflector = [.. functional];
        reflector[largest] += Math.CopySign(length, functional[largest]);
        double square = DenseKernels.Dot(reflector, reflector);
        double[][] basis =
        [
            .. Enumerable.Range(0, functional.Length).Where(column => column != largest).Select(column =>
                Enumerable.Range(0, functional.Length).Select(
                    row => (row == column ? 1.0 : 0) - (2 * reflector[row] * reflector[column] / square)).ToArray()),
        ];
        return new FirthPlane(full, basis, [.. functional.Select(one => one / length / length)]);
    }

    /// <summary>Moves to where c·β has a value.</summary>
    /// <param name="value">The value.</param>
    public void MoveTo(double value)
    {
        _origin = [.. _normal.Select(one => one * value)];
        Surface.MoveTo(_origin);
    }

    /// <summary>The point of the plane that is nearest to β.</summary>
    /// <param name="parameters">β.</param>
    /// <returns>Its place on the plane.</returns>
    public double[] Project(double[] parameters) => Array.ConvertAll(_basis, vector => DenseKernels.Dot(vector, parameters));

    /// <summary>β of a place on the plane.</summary>
    /// <param name="place">The place.</param>
    public double[] Expand(double[] place)
    {
        double[] parameters = [.. _origin];
        for (int index = 0; index < _basis.Length; index++)
        {
            DenseKernels.AddScaled(_basis[index], place[index], parameters);
        }

        return parameters;
    }
}
