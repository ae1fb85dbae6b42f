using LogReg.Numerics;

namespace LogReg.Estimation;

/// <summary>
/// From the equations that solvers fit to those that a model shows. Of several classes without a penalty the first has no equation while
/// fitting; the model's may be against another one: β_k − β_base. Where every class has an equation, and of two classes, both are the same.
/// </summary>
internal sealed class ClassEquations
{
    private readonly int _firstClass;
    private readonly int _base;

    /// <param name="classCount">K.</param>
    /// <param name="equationCount">The number of equations.</param>
    /// <param name="baseClass">The class that the others are compared with, where one has no equation.</param>
    public ClassEquations(int classCount, int equationCount, int baseClass)
    {
        _firstClass = classCount - equationCount;
        _base = classCount == 2 || equationCount == classCount ? 0 : baseClass;
        Classes = [.. Enumerable.Range(0, classCount).Where(code => equationCount == classCount || code != _base)];
    }

    /// <summary>The class of each equation that the model shows; of two classes 1, the positive one.</summary>
    public IReadOnlyList<int> Classes { get; }

    /// <summary>The class without an equation; 0 where every class has one.</summary>
    public int Base => _base;

    /// <summary>The names of the classes that have an equation.</summary>
    public string[] NamesIn(TargetDescription target) =>
        [.. Classes.Select(code => target.PositiveLast[code])];

    /// <summary>The contrast of the parameters (or of a direction) between the equations of two classes.</summary>
    /// <param name="parameters">The fit's equations, one after the other.</param>
    /// <param name="ofClass">The class.</param>
    /// <param name="againstClass">The other; −1 for none, where every class has an equation.</param>
    /// <param name="length">The length of an equation.</param>
    public double[] Contrast(ReadOnlySpan<double> parameters, int ofClass, int againstClass, int length)
    {
        double[] contrast = new double[length];
        if (ofClass >= _firstClass)
        {
            parameters.Slice((ofClass - _firstClass) * length, length).CopyTo(contrast);
        }

        if (againstClass >= _firstClass)
        {
            DenseKernels.AddScaled(parameters.Slice((againstClass - _firstClass) * length, length), -1, contrast);
        }

        return contrast;
    }

    /// <summary>An equation that the model shows, of parameters or of a direction.</summary>
    /// <param name="parameters">The fit's equations, one after the other.</param>
    /// <param name="equation">The position of the equation among those that the model shows.</param>
    /// <param name="length">The length of an equation.</param>
    public double[] Shown(ReadOnlySpan<double> parameters, int equation, int length) =>
        Contrast(parameters, Classes[equation], _base == 0 ? -1 : _base, length);

    /// <summary>All equations that the model shows.</summary>
    /// <param name="parameters">The fit's, one after the other.</param>
    /// <param name="length">The length of an equation.</param>
    public double[] Shown(double[] parameters, int length) => _base == 0
        ? parameters
        : [.. Enumerable.Range(0, Classes.Count).SelectMany(equation => Shown(parameters, equation, length))];

    /// <summary>The linear function of the fit's parameters that is a function of the parameters of an equation that the model
    /// shows.</summary>
    /// <param name="own">The function, as long as an equation.</param>
    /// <param name="equation">The equation.</param>
    public double[] FunctionalOf(ReadOnlySpan<double> own, int equation)
    {
        double[] functional = new double[Classes.Count * own.Length];
        int ofClass = Classes[equation];
        if (ofClass >= _firstClass)
        {
            own.CopyTo(functional.AsSpan((ofClass - _firstClass) * own.Length));
        }

        if (_base > 0)
        {
            DenseKernels.AddScaled(own, -1, functional.AsSpan((_base - _firstClass) * own.Length, own.Length));
        }

        return functional;
    }

    /// <summary>The covariance of the parameters that the model shows from that of the fit's.</summary>
    /// <param name="covariance">That of the fit's, row-major, both triangles.</param>
    /// <param name="length">The length of an equation.</param>
    public double[] CovarianceOf(double[] covariance, int length)
    {
        if (_base == 0)
        {
            return covariance;
        }

        int dimension = Classes.Count * length;
        double[] half = new double[covariance.Length];
        for (int row = 0; row < dimension; row++)
        {
            double[] own = Shown(covariance[(row * dimension)..((row + 1) * dimension)], length);
            for (int column = 0; column < dimension; column++)
            {
                half[(column * dimension) + row] = own[column];
            }
        }

        double[] result = new double[covariance.Length];
        for (int row = 0; row < dimension; row++)
        {
            Shown(half[(row * dimension)..((row + 1) * dimension)], length).CopyTo(result, row * dimension);
        }

        return result;
    }

    /// <summary>What rounding takes from <see cref="Shown(double[], int)"/>.</summary>
    /// <param name="parameters">The fit's equations, one after the other.</param>
    /// <param name="remainders">What rounding took from them; empty where that is not known.</param>
    /// <param name="length">The length of an equation.</param>
    public double[] ShownRemainders(double[] parameters, double[] remainders, int length)
    {
        if (remainders.Length == 0 || _base == 0)
        {
            return remainders;
        }

        double[] shown = Shown(parameters, length);
        double[] result = new double[shown.Length];
        for (int place = 0; place < result.Length; place++)
        {
            DoubleDouble own = At(Classes[place / length], place % length);
            result[place] = (own - At(_base, place % length) - shown[place]).ToDouble();
        }

        return result;

        DoubleDouble At(int ofClass, int parameter)
        {
            int index = ((ofClass - _firstClass) * length) + parameter;
            return ofClass < _firstClass ? default : new DoubleDouble(parameters[index], remainders[index]);
        }
    }

    /// <summary>The covariance of the parameters that the model shows, in twice the digits.</summary>
    /// <param name="covariance">That of the fit's, both triangles.</param>
    /// <param name="length">The length of an equation.</param>
    public ExtendedMatrix CovarianceOf(ExtendedMatrix covariance, int length)
    {
        if (_base == 0)
        {
            return covariance;
        }

        var map = new ExtendedMatrix(covariance.Dimension);
        for (int place = 0; place < map.Dimension; place++)
        {
            double[] unit = new double[length];
            unit[place % length] = 1;
            double[] functional = FunctionalOf(unit, place / length);
            for (int column = 0; column < functional.Length; column++)
            {
                map[place, column] = functional[column];
            }
        }

        return covariance.Congruence(map);
    }
}
