using LogReg.Collectives;
using LogReg.Numerics;

namespace LogReg.Inference;

/// <summary>
/// The linear program whose solution separates every row that can be separated: maximise Σ t_i under Zγ ≥ t and 0 ≤ t ≤ 1. A separating
/// direction can be made as long as one likes, so at the optimum t_i is 1 for each row that any direction separates and 0 for the others.
/// Like Konis (Linear programming algorithms for detecting separated data in binary logistic regression models, 2007), but with a bound for
/// each row instead of one for each coefficient. Solved by Mehrotra's predictor–corrector method (On the implementation of a primal-dual
/// interior point method, 1992), whose systems are ZᵀDZ, as Newton's are.
/// </summary>
internal sealed class SeparationProgram
{
    private const int MaxIterations = 60;

    // How much of the way to the nearest bound a step goes.
    private const double StepShare = 0.99;

    // Rows that far from 0 and from 1 are undecided.
    private const double Undecided = 0.01;

    private const double SmallGap = 1e-8;
    private const double PivotTolerance = 1e-14;

    private readonly SeparationRows _rows;
    private readonly bool[] _isAliased;
    private readonly RowPoint[] _points;
    private readonly RowPoint[] _steps;
    private readonly double[] _direction;
    private readonly double[] _scaling;

    private SeparationProgram(SeparationRows rows, bool[] isAliased)
    {
        _rows = rows;
        _isAliased = isAliased;
        _points = new RowPoint[rows.Count];
        _steps = new RowPoint[rows.Count];
        _direction = new double[rows.ParameterCount];
        _scaling = new double[rows.Count];
        Array.Fill(_points, new RowPoint { Gain = 0.5, Room = 0.5, Excess = 1, MarginPrice = 1, RoomPrice = 1, GainPrice = 1 });
    }

    /// <summary>Solves the program as well as rounding allows. The solution proves nothing by itself: whoever uses it has to look at the
    /// rows.</summary>
    /// <param name="rows">Z.</param>
    /// <param name="isAliased">For each of the p columns whether it depends on earlier ones; its element of the direction stays 0.</param>
    /// <returns>γ, p values.</returns>
    public static double[] Solve(SeparationRows rows, bool[] isAliased)
    {
        var program = new SeparationProgram(rows, isAliased);
        for (int iteration = 0; iteration < MaxIterations && program.Advance(); iteration++)
        {
        }

        return program._direction;
    }

    // One iteration; false when there is nothing left to gain.
    private bool Advance()
    {
        double[] margins = _rows.Margins(_direction);
        double[] prices = new double[_points.Length];
        double infeasibility = 0;
        bool isDecided = true;
        for (int row = 0; row < _points.Length; row++)
        {
            if (!_rows.IsActive(row))
            {
                continue;
            }

            ref RowPoint point = ref _points[row];
            prices[row] = point.MarginPrice;
            infeasibility = Math.Max(infeasibility, Math.Abs(margins[row] - point.Gain - point.Excess));
            isDecided &= point.Gain is < Undecided or > 1 - Undecided;
            _scaling[row] = 1 / ((1 / point.GainCurvature) + (point.Excess / point.MarginPrice));
        }

        double meanGap = SumOfGaps(row => _points[row].Complementarity) / (3.0 * _rows.ActiveCount);
        infeasibility = _rows.Parts.Max(infeasibility);
        isDecided = !_rows.Parts.Any(!isDecided);
        if (isDecided && meanGap < SmallGap && infeasibility < SmallGap)
        {
            return false;
        }

        double[] balance = _rows.TransposedProduct(prices);
        CholeskyFactorization system = Factor();

        // The predictor aims at the optimum itself; how far it gets tells how much to centre.
        Aim(system, margins, balance, target: 0, isCorrector: false);
        double predicted = GapAfter(LongestStep()) / (3.0 * _rows.ActiveCount);
        double left = predicted / meanGap;
        double centring = left * left * left;
        double[] step = Aim(system, margins, balance, centring * meanGap, isCorrector: true);
        StepLengths longest = LongestStep();
        double length = StepShare * longest.OfBounds;
        double priceLength = StepShare * longest.OfPrices;
        if (!(length > 1e-10 && priceLength > 1e-10) || !Array.TrueForAll(step, double.IsFinite))
        {
            return false;
        }

        for (int parameter = 0; parameter < step.Length; parameter++)
        {
            _direction[parameter] += length * step[parameter];
        }

        for (int row = 0; row < _points.Length; row++)
        {
            _points[row].Move(in _steps[row], length, priceLength);
        }

        return true;
    }

    private CholeskyFactorization Factor()
    {
        double[] gram = _rows.Gram(_scaling);
        int length = _direction.Length;
        for (int row = 0; row < length; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                if (_isAliased[row] || _isAliased[column])
                {
                    gram[(row * length) + column] = 0;
                }
            }
        }

        return new CholeskyFactorization(gram, length, PivotTolerance);
    }

    // Newton's step towards points whose products of bounds and prices all equal the target; the corrector takes in the second-order terms
    // of the step before.
    private double[] Aim(CholeskyFactorization system, double[] margins, double[] balance, double target, bool isCorrector)
    {
        double[] wanted = new double[_points.Length];
        double[] scaled = new double[_points.Length];
        for (int row = 0; row < _points.Length; row++)
        {
            if (!_rows.IsActive(row))
            {
                continue;
            }

            ref RowPoint point = ref _points[row];
            ref RowPoint step = ref _steps[row];
            if (!isCorrector)
            {
                step = default;
            }

            // Until the margin's step is known, a step holds what its products with the prices should change by.
            step.Excess = target - (point.Excess * point.MarginPrice) - (step.Excess * step.MarginPrice);
            step.Room = target - (point.Room * point.RoomPrice) - (step.Room * step.RoomPrice);
            step.Gain = target - (point.Gain * point.GainPrice) - (step.Gain * step.GainPrice);
            wanted[row] =
                (step.GainPull(in point) / point.GainCurvature) + (step.Excess / point.MarginPrice) + point.Gain + point.Excess
                    - margins[row];
            scaled[row] = _scaling[row] * wanted[row];
        }

        double[] rightHandSide = _rows.TransposedProduct(scaled);
        for (int parameter = 0; parameter < rightHandSide.Length; parameter++)
        {
            rightHandSide[parameter] += balance[parameter];
        }

        system.Solve(rightHandSide, rightHandSide);
        double[] marginSteps = _rows.Margins(rightHandSide);
        for (int row = 0; row < _points.Length; row++)
        {
            if (_rows.IsActive(row))
            {
                ref RowPoint point = ref _points[row];
                ref RowPoint step = ref _steps[row];
                double price = _scaling[row] * (wanted[row] - marginSteps[row]);
                double gain = (step.GainPull(in point) - price) / point.GainCurvature;
                step = new RowPoint
                {
                    Gain = gain,
                    Room = -gain,
                    Excess = (step.Excess - (point.Excess * price)) / point.MarginPrice,
                    MarginPrice = price,
                    RoomPrice = (step.Room + (point.RoomPrice * gain)) / point.Room,
                    GainPrice = (step.Gain - (point.GainPrice * gain)) / point.Gain,
                };
            }
        }

        return rightHandSide;
    }

    // NaN if a row's is.
    private StepLengths LongestStep()
    {
        var longest = new StepLengths(1, 1);
        for (int row = 0; row < _points.Length; row++)
        {
            longest = longest.AtMost(
                new StepLengths(_points[row].LongestStep(in _steps[row]), _points[row].LongestPriceStep(in _steps[row])));
        }

        return _rows.Parts.GatherAsMany(longest).Aggregate((own, other) => own.AtMost(other));
    }

    private double GapAfter(StepLengths lengths)
    {
        return SumOfGaps(row =>
        {
            RowPoint moved = _points[row];
            moved.Move(in _steps[row], lengths.OfBounds, lengths.OfPrices);
            return moved.Complementarity;
        });
    }

    // Over the rows of all processes.
    private double SumOfGaps(Func<int, double> gapOf)
    {
        PartSums sums = _rows.Parts.StartSums(1);
        foreach (RowPart part in _rows.Parts.Own)
        {
            ref double sum = ref sums.OfChunk(part.Chunk)[0];
            for (int row = part.First * _rows.PerDataRow; row < part.End * _rows.PerDataRow; row++)
            {
                sum += _rows.IsActive(row) ? gapOf(row) : 0;
            }
        }

        return sums.Total()[0];
    }

    private readonly record struct StepLengths(double OfBounds, double OfPrices)
    {
        public StepLengths AtMost(StepLengths other) => new(Math.Min(OfBounds, other.OfBounds), Math.Min(OfPrices, other.OfPrices));
    }

    private struct RowPoint
    {
        /// <summary>t.</summary>
        public double Gain;

        /// <summary>1 − t.</summary>
        public double Room;

        /// <summary>zγ − t.</summary>
        public double Excess;

        /// <summary>The multiplier of zγ − t ≥ 0.</summary>
        public double MarginPrice;

        /// <summary>The multiplier of 1 − t ≥ 0.</summary>
        public double RoomPrice;

        /// <summary>The multiplier of t ≥ 0.</summary>
        public double GainPrice;

        public readonly double Complementarity => (Gain * GainPrice) + (Room * RoomPrice) + (Excess * MarginPrice);

        public readonly double GainCurvature => (RoomPrice / Room) + (GainPrice / Gain);

        // Of a step that holds changes of products: what moves t when the margin's price stays.
        public readonly double GainPull(in RowPoint point) =>
            1 - point.MarginPrice - point.RoomPrice + point.GainPrice - (Room / point.Room) + (Gain / point.Gain);

        public readonly double LongestStep(in RowPoint step) =>
            Math.Min(UpTo(Gain, step.Gain), Math.Min(UpTo(Room, step.Room), UpTo(Excess, step.Excess)));

        public readonly double LongestPriceStep(in RowPoint step) =>
            Math.Min(UpTo(MarginPrice, step.MarginPrice), Math.Min(UpTo(RoomPrice, step.RoomPrice), UpTo(GainPrice, step.GainPrice)));

        public void Move(in RowPoint step, double length, double priceLength)
        {
            Gain += length * step.Gain;
            Room += length * step.Room;
            Excess += length * step.Excess;
            MarginPrice += priceLength * step.MarginPrice;
            RoomPrice += priceLength * step.RoomPrice;
            GainPrice += priceLength * step.GainPrice;
        }

        private static double UpTo(double value, double step) => step < 0 ? -value / step : 1;
    }
}
